namespace SchemaSdk.Files;

/// <summary>An input that is being written.</summary>
internal sealed class InputWriting
{
    /// <summary>The files that were written so far; null if there are none.</summary>
    internal InputFiles? Files { get; set; }
}
