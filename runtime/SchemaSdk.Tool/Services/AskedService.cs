using SchemaSdk.Services;
using SchemaSdk.Tool.Configuration;

namespace SchemaSdk.Tool.Services;

/// <summary>The service and address that the user gave on the command line or in <c>schemasdk.json</c>, if any.</summary>
/// <param name="Profile">The service; null if neither sets one.</param>
/// <param name="Address">The address given with <c>--address</c>; null without that option.</param>
internal sealed record AskedService(ServiceProfile? Profile, Uri? Address)
{
    /// <summary>The option or file that sets the service, for messages.</summary>
    internal string Source { get; private init; } = "--service";

    /// <summary>Returns this value or, if no service was given, the service that <c>schemasdk.json</c> sets for a folder.</summary>
    internal AskedService In(ConfiguredFolder folder) =>
        Profile is not null || folder.Settings.Service is not { } name ? this
            : this with { Profile = ModelService.Find(name), Source = $"'service' in {ConfigurationFile.Name}" };
}
