using System.Reflection.Metadata;

namespace SchemaSdk.Repository.Tests.Architecture.Measuring;

/// <summary>Reads the types in the arguments of an attribute.</summary>
internal sealed class AttributeTypeNames : ICustomAttributeTypeProvider<string>
{
    private const string Type = "System.Type";

    internal static IEnumerable<string> In(MetadataReader reader, CustomAttribute attribute)
    {
        var value = attribute.DecodeValue(new AttributeTypeNames());
        return value.FixedArguments.Select(argument => (argument.Type, argument.Value))
            .Concat(value.NamedArguments.Select(argument => (argument.Type, argument.Value)))
            .Where(argument => argument is { Type: Type, Value: string })
            .Select(argument => WithoutAssembly((string)argument.Value!));
    }

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetSystemType() => Type;

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    public string GetTypeFromSerializedName(string name) => WithoutAssembly(name);

    public bool IsSystemType(string type) => type == Type;

    // The decoder needs the size of an enum. All enums in our attributes are based on int.
    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    private static string WithoutAssembly(string name) => name.Split(',')[0];
}
