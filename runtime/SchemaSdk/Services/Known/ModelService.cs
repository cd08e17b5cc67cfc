using SchemaSdk.Services.Fal;
using SchemaSdk.Services.Replicate;
using SchemaSdk.Services.RunComfy;

namespace SchemaSdk;

/// <summary>A service that runs models. Each generated client calls one.</summary>
/// <remarks>
/// The MSBuild property <c>ModelService</c> selects the service of a project's client: <c>RunComfy</c> (default), another member of this
/// class, or the full name of a class that derives from <see cref="ServiceProfile"/> and has a public parameterless constructor.
/// </remarks>
public sealed class ModelService
{
    private ModelService(ServiceProfile profile) => Profile = profile;

    /// <summary>The RunComfy Model API: https://docs.runcomfy.com/model-apis.</summary>
    public static ModelService RunComfy { get; } = new(new RunComfyProfile());

    /// <summary>The queue of fal: https://docs.fal.ai. <see cref="FalOptions"/> has the options that only fal has.</summary>
    public static ModelService Fal { get; } = new(new FalProfile());

    /// <summary>Replicate's predictions: https://replicate.com/docs. <see cref="ReplicateOptions"/> has Replicate's own options.</summary>
    public static ModelService Replicate { get; } = new(new ReplicateProfile());

    /// <summary>Creates a service that SchemaSdk does not know.</summary>
    /// <param name="profile">The profile, which implements the service's protocol.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is null.</exception>
    public static ModelService Of(ServiceProfile profile) => new(profile ?? throw new ArgumentNullException(nameof(profile)));

    /// <summary>The name of the service, such as <c>RunComfy</c>.</summary>
    public string Name => Profile.Names.Name;

    internal ServiceProfile Profile { get; }

    internal static IReadOnlyList<ServiceProfile> Profiles { get; } = [RunComfy.Profile, Fal.Profile, Replicate.Profile];

    /// <summary>Finds a known service by its name, ignoring case; null if SchemaSdk does not know it.</summary>
    internal static ServiceProfile? Find(string name) =>
        Profiles.FirstOrDefault(profile => string.Equals(profile.Names.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the name of the service.</summary>
    public override string ToString() => Name;
}
