using System.Collections;
using System.Reflection;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>Finds parts of a pipeline value that are not compared by value.</summary>
internal static class ModelPurity
{
    public static IReadOnlyList<string> ImpuritiesOf(object? value)
    {
        var found = new List<string>();
        Walk(value, value?.GetType().Name ?? "null", found, new HashSet<object>(ReferenceEqualityComparer.Instance));
        return found;
    }

    private static void Walk(object? value, string path, List<string> found, HashSet<object> seen)
    {
        if (value is null or string
            || value.GetType() is { IsPrimitive: true } or { IsEnum: true }
            || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        var type = value.GetType();
        if (IsEquatableArray(type))
        {
            foreach (var item in (IEnumerable)value)
            {
                Walk(item, path + "[]", found, seen);
            }
        }
        else if (IsTuple(type) || IsRecord(type))
        {
            foreach (var field in Fields(type))
            {
                if (!type.IsValueType && !field.IsInitOnly)
                {
                    found.Add($"{path}.{field.Name}: can be changed");
                }

                Walk(field.GetValue(value), path + "." + field.Name, found, seen);
            }
        }
        else
        {
            found.Add($"{path}: {type}");
        }
    }

    private static IEnumerable<FieldInfo> Fields(Type? type) => type is null
        ? []
        : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Concat(Fields(type.BaseType));

    private static bool IsEquatableArray(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Schemas.Values.EquatableArray<>);

    private static bool IsTuple(Type type) => type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal);

    /// <summary>Returns true for a record of SchemaSdk or of these tests, because the compiler generates its equality by value.</summary>
    private static bool IsRecord(Type type) =>
        (type.Assembly == typeof(Schemas.Model.SchemaFile).Assembly
            || type.Assembly == typeof(SchemaSdkGenerator).Assembly
            || type.Assembly == typeof(ModelPurity).Assembly)
        && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;
}
