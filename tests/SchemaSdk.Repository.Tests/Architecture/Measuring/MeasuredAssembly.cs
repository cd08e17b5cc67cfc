using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SchemaSdk.Repository.Tests.Architecture.Measuring;

/// <summary>Finds which types of a compiled assembly use which others.</summary>
/// <remarks>
/// Misses uses of constants, and of enum values where no variable has the enum's type, because compiled code contains only the values.
/// </remarks>
internal sealed class MeasuredAssembly : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReaderProvider _symbols;
    private readonly MetadataReader _reader;
    private readonly SourceFolders _folders;

    internal MeasuredAssembly(string path, string project)
    {
        _file = new PEReader(File.OpenRead(path));
        _reader = _file.GetMetadataReader();
        if (!_file.TryOpenAssociatedPortablePdb(path, File.OpenRead, out var symbols, out _))
        {
            throw new InvalidOperationException($"{path} has no symbols.");
        }

        _symbols = symbols!;
        _folders = new SourceFolders(_reader, _symbols.GetMetadataReader(), project);
    }

    internal IReadOnlyList<TypeUse> Uses()
    {
        var places = _reader.TypeDefinitions.ToDictionary(type => type, PlaceOf);
        return
        [
            .. from type in _reader.TypeDefinitions
               let user = places[type]
               where user.Folder is not null
               from other in UsedBy(type)
               let used = places[other]
               where used.Folder is not null && used.Name != user.Name
               select new TypeUse(user.Name, user.Folder, used.Name, used.Folder),
        ];
    }

    public void Dispose()
    {
        _symbols.Dispose();
        _file.Dispose();
    }

    private (string Name, string? Folder) PlaceOf(TypeDefinitionHandle type)
    {
        var definition = _reader.GetTypeDefinition(type);
        var outer = definition.GetDeclaringType();
        if (!outer.IsNil)
        {
            return PlaceOf(outer);
        }

        // For an older framework, the project has its own copies of some System types. These belong to no folder.
        var isOfTheLanguage = _reader.GetString(definition.Namespace).StartsWith("System", StringComparison.Ordinal);
        return (_reader.GetString(definition.Name), isOfTheLanguage ? null : _folders.Of(type));
    }

    private HashSet<TypeDefinitionHandle> UsedBy(TypeDefinitionHandle type)
    {
        var used = new UsedTypes();
        var definition = _reader.GetTypeDefinition(type);
        Add(definition.BaseType, used);
        AddAttributes(definition.GetCustomAttributes(), used);
        AddConstraints(definition.GetGenericParameters(), used);
        foreach (var handle in definition.GetInterfaceImplementations())
        {
            Add(_reader.GetInterfaceImplementation(handle).Interface, used);
        }

        foreach (var field in definition.GetFields().Select(_reader.GetFieldDefinition))
        {
            field.DecodeSignature(used, false);
            AddAttributes(field.GetCustomAttributes(), used);
        }

        foreach (var property in definition.GetProperties().Select(_reader.GetPropertyDefinition))
        {
            property.DecodeSignature(used, false);
            AddAttributes(property.GetCustomAttributes(), used);
        }

        foreach (var method in definition.GetMethods().Select(_reader.GetMethodDefinition))
        {
            AddMethod(method, used);
        }

        return used.Types;
    }

    private void AddMethod(MethodDefinition method, UsedTypes used)
    {
        method.DecodeSignature(used, false);
        AddAttributes(method.GetCustomAttributes(), used);
        AddConstraints(method.GetGenericParameters(), used);
        foreach (var parameter in method.GetParameters())
        {
            AddAttributes(_reader.GetParameter(parameter).GetCustomAttributes(), used);
        }

        if (method.RelativeVirtualAddress == 0 || method.ImplAttributes.HasFlag(MethodImplAttributes.Runtime))
        {
            return;
        }

        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        Add(body.LocalSignature, used);
        foreach (var region in body.ExceptionRegions)
        {
            Add(region.CatchType, used);
        }

        foreach (var named in Instructions.NamedBy(body.GetILBytes()!))
        {
            Add(named, used);
        }
    }

    private void AddConstraints(GenericParameterHandleCollection parameters, UsedTypes used)
    {
        foreach (var constraint in parameters.SelectMany(parameter => _reader.GetGenericParameter(parameter).GetConstraints()))
        {
            Add(_reader.GetGenericParameterConstraint(constraint).Type, used);
        }
    }

    private void AddAttributes(CustomAttributeHandleCollection attributes, UsedTypes used)
    {
        foreach (var attribute in attributes.Select(_reader.GetCustomAttribute))
        {
            Add(attribute.Constructor, used);
            foreach (var name in AttributeTypeNames.In(_reader, attribute))
            {
                used.Types.UnionWith(_reader.TypeDefinitions.Where(type => FullName(type) == name));
            }
        }
    }

    private string FullName(TypeDefinitionHandle type)
    {
        var definition = _reader.GetTypeDefinition(type);
        return $"{_reader.GetString(definition.Namespace)}.{_reader.GetString(definition.Name)}";
    }

    private void Add(EntityHandle named, UsedTypes used)
    {
        if (named.IsNil)
        {
            return;
        }

        switch (named.Kind)
        {
            case HandleKind.TypeDefinition:
                used.Types.Add((TypeDefinitionHandle)named);
                break;
            case HandleKind.TypeSpecification:
                _reader.GetTypeSpecification((TypeSpecificationHandle)named).DecodeSignature(used, false);
                break;
            case HandleKind.MethodDefinition:
                used.Types.Add(_reader.GetMethodDefinition((MethodDefinitionHandle)named).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                used.Types.Add(_reader.GetFieldDefinition((FieldDefinitionHandle)named).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Add(_reader.GetMemberReference((MemberReferenceHandle)named).Parent, used);
                break;
            case HandleKind.MethodSpecification:
                var method = _reader.GetMethodSpecification((MethodSpecificationHandle)named);
                method.DecodeSignature(used, false);
                Add(method.Method, used);
                break;
            case HandleKind.StandaloneSignature:
                var signature = _reader.GetStandaloneSignature((StandaloneSignatureHandle)named);
                if (signature.GetKind() == StandaloneSignatureKind.LocalVariables)
                {
                    signature.DecodeLocalSignature(used, false);
                }
                else
                {
                    signature.DecodeMethodSignature(used, false);
                }

                break;
        }
    }
}
