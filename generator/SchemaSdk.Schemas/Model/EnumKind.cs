namespace SchemaSdk.Schemas.Model;

/// <summary>What the values of an enum are.</summary>
internal enum EnumKind
{
    /// <summary>Strings.</summary>
    Text,

    /// <summary>Whole numbers within 64 bits.</summary>
    Integer,

    /// <summary>Other numbers.</summary>
    Number,
}
