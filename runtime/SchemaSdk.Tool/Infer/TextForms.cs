namespace SchemaSdk.Tool.Infer;

/// <summary>The forms of texts that become a format in the schema.</summary>
[Flags]
internal enum TextForms
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>A web address or a data URI, which a client downloads.</summary>
    Address = 1,

    /// <summary>A date and time of RFC 3339.</summary>
    Moment = 2,

    /// <summary>All of them.</summary>
    All = Address | Moment,
}
