namespace SchemaSdk.Schemas.Model;

/// <summary>The settings of a project for its client.</summary>
/// <param name="Name">Name of the client class.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Accessibility"><c>public</c> or <c>internal</c>.</param>
/// <param name="Service">The service that it calls, as a member of <c>ModelService</c>.</param>
internal sealed record ClientOptions(string Name, string Namespace, string Accessibility, string Service)
{
    /// <summary>The service of a project that names none.</summary>
    public const string UsualService = "RunComfy";
}
