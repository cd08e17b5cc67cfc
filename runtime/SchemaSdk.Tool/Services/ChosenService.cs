using SchemaSdk.Services;

namespace SchemaSdk.Tool.Services;

/// <summary>The service that a command calls.</summary>
/// <param name="Profile">Implements the protocol of the service.</param>
/// <param name="Address">
/// The address of the service; null to use its environment variable or, if that is not set, its default address.
/// </param>
internal sealed record ChosenService(ServiceProfile Profile, Uri? Address)
{
    internal string Name => Profile.Names.Name;
}
