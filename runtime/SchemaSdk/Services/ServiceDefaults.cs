namespace SchemaSdk.Services;

/// <summary>The values for a service that apply if the options do not set them.</summary>
/// <param name="Address">Its base address.</param>
/// <param name="AddressVariable">The environment variable for the base address.</param>
/// <param name="TokenVariables">The environment variables for the token; the first one that is set counts.</param>
/// <param name="FileHosts">The hosts of its files: a name, or <c>*.name</c> for every host below it.</param>
/// <param name="Limits">The limits of requests.</param>
internal sealed record ServiceDefaults(
    string Address, string AddressVariable, IReadOnlyList<string> TokenVariables, IReadOnlyList<string> FileHosts, ServiceLimits Limits)
{
    /// <summary>
    /// The hosts that the addresses of a job in an answer may have, besides the base address, in the same form. Default: none.
    /// </summary>
    internal IReadOnlyList<string> JobHosts { get; init; } = [];
}
