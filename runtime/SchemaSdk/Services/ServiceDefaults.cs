namespace SchemaSdk.Services;

/// <summary>The values that a service uses where the options do not set them.</summary>
/// <param name="Address">Its base address.</param>
/// <param name="AddressVariable">The environment variable that stands for the base address.</param>
/// <param name="TokenVariables">The environment variables that stand for the token; the first that is set counts.</param>
/// <param name="FileHosts">The hosts of its files: a name, or <c>*.name</c> for every host below it.</param>
/// <param name="Limits">The limits of what it is sent and asked.</param>
internal sealed record ServiceDefaults(
    string Address, string AddressVariable, IReadOnlyList<string> TokenVariables, IReadOnlyList<string> FileHosts, ServiceLimits Limits)
{
    /// <summary>
    /// The hosts to which the addresses of a job in an answer may lead, besides the base address, in the same form. Default: none.
    /// </summary>
    internal IReadOnlyList<string> JobHosts { get; init; } = [];
}
