namespace SchemaSdk.Schemas.Model;

/// <summary>The settings of a generated client, from MSBuild properties or the metadata of its schemas.</summary>
/// <param name="Name">The name of the client class.</param>
/// <param name="Namespace">The namespace of the client class.</param>
/// <param name="Accessibility"><c>public</c> or <c>internal</c>.</param>
/// <param name="Service">
/// The service that the client calls: a member of <c>ModelService</c>, or the full name of a class that derives from <c>ServiceProfile</c>.
/// Empty if the given service is unknown.
/// </param>
internal sealed record ClientOptions(string Name, string Namespace, string Accessibility, string Service)
{
    /// <summary>The service that a project uses if it sets none.</summary>
    public const string UsualService = "RunComfy";

    /// <summary>The service as written in the project file.</summary>
    public string GivenService { get; init; } = UsualService;

    /// <summary>The name of the client class with its namespace. It identifies a client within a project.</summary>
    public string FullName => $"{Namespace}.{Name}";
}
