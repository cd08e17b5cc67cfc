namespace SchemaSdk.Tool.Infer;

/// <summary>The string formats that can be written to the schema.</summary>
[Flags]
internal enum TextForms
{
    None = 0,

    /// <summary>A web URL or a data: URI, which a client can download.</summary>
    Address = 1,

    /// <summary>A date and time (RFC 3339).</summary>
    Moment = 2,

    All = Address | Moment,
}
