using System.Collections;
using System.Text.Json;

namespace SchemaSdk.Testing;

/// <summary>Creates generated objects by setting their properties, as a caller does.</summary>
public static class Typed
{
    /// <summary>Creates a value of a generated type from JSON.</summary>
    public static object Make(Type type, JsonElement json)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Make(underlying, json);
        }

        if (type.IsGenericType)
        {
            var item = type.GetGenericArguments()[0];
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
            foreach (var element in json.EnumerateArray())
            {
                list.Add(Make(item, element));
            }

            return list;
        }

        return type.IsSubclassOf(typeof(ModelObject)) ? MakeObject(type, json)
            : type == typeof(ModelFile) ? ModelFile.FromUrl(json.GetString()!)
            : type.GetInterfaces().Any(face => face.Name == "IModelValue`1") ? Activator.CreateInstance(type, Known(json))!
            : json.Deserialize(type)!;
    }

    private static object? Known(JsonElement json) => json.ValueKind == JsonValueKind.Number ? json.GetInt64() : json.GetString();

    private static object MakeObject(Type type, JsonElement json)
    {
        var result = Activator.CreateInstance(type)!;
        foreach (var member in json.EnumerateObject())
        {
            var property = type.GetProperties().Single(property => IsNamed(property.Name, member.Name));
            property.SetValue(result, Make(property.PropertyType, member.Value));
        }

        return result;
    }

    private static bool IsNamed(string name, string wireName) =>
        name.Equals(wireName.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
