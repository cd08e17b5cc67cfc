using SchemaSdk.Services;
using SchemaSdk.Services.Known;
using SchemaSdk.Tool.Configuration;

namespace SchemaSdk.Tool.Services;

/// <summary>What the command line says about the service.</summary>
/// <param name="Profile">The service of <c>--service</c>; null if it was not given.</param>
/// <param name="Address">The address of <c>--address</c>; null if it was not given.</param>
internal sealed record AskedService(ServiceProfile? Profile, Uri? Address)
{
    /// <summary>Returns this or, if no service was given, the one that <c>schemasdk.json</c> sets for a folder.</summary>
    internal AskedService In(ConfiguredFolder folder) =>
        Profile is null && folder.Settings.Service is { } name ? this with { Profile = KnownServices.Find(name) } : this;
}
