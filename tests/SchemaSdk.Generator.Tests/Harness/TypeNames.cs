using System.Reflection;

namespace SchemaSdk.Generator.Tests.Harness;

internal static class TypeNames
{
    public static string Of(PropertyInfo property) => Of(new NullabilityInfoContext().Create(property));

    private static string Of(NullabilityInfo type)
    {
        var underlying = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        var name = underlying.IsGenericType
            ? $"{underlying.Name[..underlying.Name.IndexOf('`')]}<{string.Join(", ", type.GenericTypeArguments.Select(Of))}>"
            : Keyword(underlying);
        return type.ReadState == NullabilityState.Nullable ? name + "?" : name;
    }

    private static string Keyword(Type type) => type == typeof(string) ? "string"
        : type == typeof(int) ? "int"
        : type == typeof(long) ? "long"
        : type == typeof(double) ? "double"
        : type == typeof(bool) ? "bool"
        : type.Name;
}
