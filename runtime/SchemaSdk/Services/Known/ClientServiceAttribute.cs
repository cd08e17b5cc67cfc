using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: names the service of a client class, so that the service is known before a client is created.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class)]
public sealed class ClientServiceAttribute : Attribute
{
    private const DynamicallyAccessedMemberTypes Constructors =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.NonPublicConstructors;

    [DynamicallyAccessedMembers(Constructors)]
    private readonly Type? _profile;

    private readonly string? _name;

    /// <summary>Selects a service that SchemaSdk knows.</summary>
    /// <param name="name">The name of a <see cref="ModelService"/> member.</param>
    public ClientServiceAttribute(string name) => _name = name;

    /// <summary>Sets the profile of a service that SchemaSdk does not know.</summary>
    /// <param name="profile">A class that derives from <see cref="ServiceProfile"/> and has a constructor without parameters.</param>
    public ClientServiceAttribute([DynamicallyAccessedMembers(Constructors)] Type profile) => _profile = profile;

    /// <summary>Returns a client class's service; RunComfy if the class does not have this attribute.</summary>
    /// <param name="client">The class.</param>
    /// <exception cref="InvalidOperationException">The attribute gives neither a known service nor a profile.</exception>
    internal static ModelService ServiceOf(Type client) => client.GetCustomAttribute<ClientServiceAttribute>() is { } service
        ? ModelService.Of(service.Profile() ?? throw new InvalidOperationException(
            $"{client.Name} has the ClientService attribute with '{service._name ?? service._profile?.Name}', which is neither a "
            + "ModelService member nor a class that derives from ServiceProfile."))
        : ModelService.RunComfy;

    private ServiceProfile? Profile() => _profile is null ? ModelService.Find(_name ?? "")
        : Activator.CreateInstance(_profile, nonPublic: true) as ServiceProfile;
}
