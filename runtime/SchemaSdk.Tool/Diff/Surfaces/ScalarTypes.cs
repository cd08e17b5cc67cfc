using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>Compares the C# types that are not generated.</summary>
internal static class ScalarTypes
{
    /// <summary>Returns true if C# implicitly converts a number of type <paramref name="from"/> to type <paramref name="to"/>.</summary>
    internal static bool Widens(string from, string to) =>
        (from, to) is ("int", "long" or "Int128" or "double") or ("long", "Int128" or "double");

    /// <summary>Returns true if a type is a struct. The type must not be a generated one.</summary>
    internal static bool IsStruct(string type) =>
        type is "int" or "long" or "Int128" or "double" or "bool" or "DateTimeOffset" or "JsonElement";

    internal static string NameOf(ScalarKind kind) => kind switch
    {
        ScalarKind.String => "string",
        ScalarKind.Int32 => "int",
        ScalarKind.Int64 => "long",
        ScalarKind.Int128 => "Int128",
        ScalarKind.Double => "double",
        ScalarKind.Boolean => "bool",
        ScalarKind.DateTimeOffset => "DateTimeOffset",
        ScalarKind.File => "ModelFile",
        _ => "JsonElement",
    };
}
