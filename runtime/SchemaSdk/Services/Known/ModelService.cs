using SchemaSdk.Services;
using SchemaSdk.Services.Known;

namespace SchemaSdk;

/// <summary>A service that runs models. Each generated client calls one.</summary>
/// <remarks>The MSBuild property <c>ModelService</c> selects the service for the client of a project. Default: <c>RunComfy</c>.</remarks>
public sealed class ModelService
{
    internal ModelService(ServiceProfile profile) => Profile = profile;

    /// <summary>The RunComfy Model API: https://docs.runcomfy.com/model-apis.</summary>
    public static ModelService RunComfy { get; } = new(KnownServices.RunComfy);

    /// <summary>The name of the service, such as <c>RunComfy</c>.</summary>
    public string Name => Profile.Names.Name;

    internal ServiceProfile Profile { get; }

    /// <summary>Returns the name of the service.</summary>
    public override string ToString() => Name;
}
