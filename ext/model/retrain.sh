#!/bin/sh
# retrain.sh DATA BUILD [language] [blocks] [tagger]: learn the shipped models again, in place.
#
# DATA holds language/{train,dev,words,ngrams}.tar.xz, blocks/lines{,_near}.{train,dev}.jsonl.xz and
# entities/train.tar.xz; ext/SOURCES.md says what is in them. BUILD is a build directory of this state: the
# tagger sees the lexicon and gazetteer of that build, the blocks model the present cues.tsv.
# The same input gives the same bytes. About half an hour on one core.
set -eu
export LC_ALL=C
[ $# -ge 2 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 1; }
ext=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
data=$(CDPATH='' cd -- "$1" && pwd)
build=$(CDPATH='' cd -- "$2" && pwd)
shift 2
[ $# -gt 0 ] || set -- language blocks tagger
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cmake --build "$build"

unpack() { for archive; do tar -xJf "$data/$archive"; done; }

# Languages whose n-gram counts words are drawn from: those with letters few others have, and those
# cut by dictionary, gain nothing.
counted="af ar az be bg bs ca cs cy da de el en eo es et eu fa fi fr ga he hr hu hy id is it ka kk la
lg lt lv mi mk mn ms nb nl nn pl pt ro ru sk sl sn so sq sr st sv sw tl tn tr ts uk ur vi xh yo zu"

# Languages in letters not their own: the texts are made by language_noise_tool, and our own
# sentences, few, go to them, thirty times each.
respelt='^(ar|el|ru)-Latn$'

train_language() {
  unpack language/train.tar.xz language/dev.tar.xz language/words.tar.xz language/ngrams.tar.xz
  mkdir invented
  awk -F '\t' '!/^#/ && $1 !~ respelt {print $2 >> ("train/" $1 ".txt")}' respelt="$respelt" \
    "$ext/language/sentences.tsv"
  # shellcheck disable=SC2086  # a list of tags
  "$build/language_words_tool" ngrams invented $counted
  "$build/language_noise_tool" train invented
  awk -F '\t' '$1 ~ respelt {for (i = 0; i < 30; i++) print $2 >> ("invented/" $1 ".txt")}' \
    respelt="$respelt" "$ext/language/sentences.tsv"
  "$build/language_train" "$ext/language/language.model" "$ext/language/languages.tsv" .
}

train_blocks() {
  for set in lines_near.train lines.train lines_near.dev lines.dev; do
    xz -dc "$data/blocks/$set.jsonl.xz" >"$set.jsonl"
  done
  "$build/blocks_train" "$ext/blocks/blocks.model" "$ext/lexicon/cues.tsv" \
    lines_near.train.jsonl lines.train.jsonl -- lines_near.dev.jsonl lines.dev.jsonl
}

# Plain sentences and frequent words of these languages tell ordinary words from names; Hebrew (+)
# has no tagged sentences and is learnt from plain ones.
plain="pl lv lt et cs sl sk hr hu ro fi sv da nb nn nl fr es it pt ca en de tr az id is ru uk be bg
mk kk ky el hy ar fa +he hi th ko ka ur"

train_tagger() {
  mkdir -p tagged language
  tar -xJf "$data/entities/train.tar.xz" -C tagged
  tar -xJf "$data/language/train.tar.xz" -C language
  tar -xJf "$data/language/words.tar.xz" -C language
  files=
  for tag in $plain; do
    name=${tag#+}
    [ ! -f "language/words/$name.txt" ] || files="$files language/words/$name.txt"
    case $tag in
      +*) files="$files +language/train/$name.txt" ;;
      *) files="$files language/train/$name.txt" ;;
    esac
  done
  # shellcheck disable=SC2086  # a list of files
  "$build/tagger_train" "$ext/entities/tagger.model" "$build/lexicon.model" \
    "$build/gazetteer.model" tagged/train/*.tsv $files
}

for model; do
  case $model in
    language | blocks | tagger) "train_$model" ;;
    *) echo "retrain: no model $model" >&2; exit 1 ;;
  esac
done
