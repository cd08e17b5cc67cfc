namespace SchemaSdk.Corpus.Tests;

/// <summary>A test over the corpus; skipped where there is none, and failing where it is named but missing.</summary>
internal sealed class CorpusTheoryAttribute : TheoryAttribute
{
    public CorpusTheoryAttribute() => Skip = Corpus.Skip;
}
