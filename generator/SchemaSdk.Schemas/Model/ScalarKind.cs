namespace SchemaSdk.Schemas.Model;

/// <summary>The C# types that a generated property for a single value can have.</summary>
internal enum ScalarKind
{
    /// <summary>Any JSON value: <c>JsonElement</c>.</summary>
    Json,

    String,

    /// <summary><c>int</c>: an integer whose bounds fit in 32 bits.</summary>
    Int32,

    /// <summary><c>long</c>: any other integer.</summary>
    Int64,

    /// <summary><c>Int128</c>: an integer whose bounds do not fit in 64 bits.</summary>
    Int128,

    Double,

    Boolean,

    /// <summary><c>DateTimeOffset</c>: a string with a date and a time.</summary>
    DateTimeOffset,

    /// <summary><c>ModelFile</c>: a string that is the address of a file.</summary>
    File,
}
