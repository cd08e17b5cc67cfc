using SchemaSdk.Services;
using SchemaSdk.Services.Known;

namespace SchemaSdk;

/// <summary>
/// A service that runs models: its address, its requests, and the meaning of its answers. A generated client has one.
/// </summary>
/// <remarks>The MSBuild property <c>ModelService</c> chooses it for the client of a project; its default is <c>RunComfy</c>.</remarks>
public sealed class ModelService
{
    internal ModelService(ServiceProfile profile) => Profile = profile;

    /// <summary>RunComfy's model API: https://docs.runcomfy.com/model-apis.</summary>
    public static ModelService RunComfy { get; } = new(KnownServices.RunComfy);

    /// <summary>The name of the service, such as <c>RunComfy</c>.</summary>
    public string Name => Profile.Names.Name;

    internal ServiceProfile Profile { get; }

    /// <summary>The name of the service.</summary>
    public override string ToString() => Name;
}
