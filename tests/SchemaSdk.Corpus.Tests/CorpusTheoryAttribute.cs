namespace SchemaSdk.Corpus.Tests;

/// <summary>A test over the corpus; skipped where the run is meant to do without, and failing where the corpus is merely missing.</summary>
internal sealed class CorpusTheoryAttribute : TheoryAttribute
{
    public CorpusTheoryAttribute() => Skip = Corpus.IsLeftOut ? "SCHEMASDK_WITHOUT_CORPUS is set." : null;
}
