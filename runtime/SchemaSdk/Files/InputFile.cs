namespace SchemaSdk.Files;

/// <summary>One file of an input.</summary>
internal sealed class InputFile(UploadSource source, string placeholder, int start, int end)
{
    /// <summary>The source of its content.</summary>
    internal UploadSource Source { get; } = source;

    /// <summary>The text that stands for it.</summary>
    internal string Placeholder { get; } = placeholder;

    /// <summary>The offset of its JSON string in the input's text, at its first quotation mark.</summary>
    internal int Start { get; } = start;

    /// <summary>The offset behind its last.</summary>
    internal int End { get; } = end;
}
