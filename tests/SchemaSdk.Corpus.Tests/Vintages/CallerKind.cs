namespace SchemaSdk.Corpus.Tests.Vintages;

/// <summary>What the code of a caller does.</summary>
internal enum CallerKind
{
    /// <summary>It makes an input and sends it.</summary>
    Sends,

    /// <summary>It reads an input that it made.</summary>
    ReadsInput,

    /// <summary>It reads a result.</summary>
    ReadsOutput,
}
