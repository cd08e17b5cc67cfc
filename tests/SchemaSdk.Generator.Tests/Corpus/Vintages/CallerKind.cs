namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>The kind of code that a caller has.</summary>
internal enum CallerKind
{
    /// <summary>It makes an input and sends it.</summary>
    Sends,

    /// <summary>It reads an input that it made.</summary>
    ReadsInput,

    /// <summary>It reads a result.</summary>
    ReadsOutput,
}
