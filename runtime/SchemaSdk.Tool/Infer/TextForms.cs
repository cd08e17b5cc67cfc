namespace SchemaSdk.Tool.Infer;

/// <summary>The forms of texts that become a format.</summary>
[Flags]
internal enum TextForms
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>An address of the web, or a data address: what a client downloads.</summary>
    Address = 1,

    /// <summary>A moment as RFC 3339 writes it.</summary>
    Moment = 2,

    /// <summary>Each of them.</summary>
    All = Address | Moment,
}
