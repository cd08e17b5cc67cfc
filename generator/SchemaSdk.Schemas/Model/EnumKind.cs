namespace SchemaSdk.Schemas.Model;

/// <summary>The kind of an enum's values.</summary>
internal enum EnumKind
{
    /// <summary>Strings.</summary>
    Text,

    /// <summary>Whole numbers within 64 bits.</summary>
    Integer,

    /// <summary>Other numbers.</summary>
    Number,
}
