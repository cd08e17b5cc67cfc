namespace SchemaSdk.Services;

/// <summary>The names of a service, for people and for telemetry.</summary>
/// <param name="Name">The service, such as <c>RunComfy</c>.</param>
/// <param name="Operation">The kind of its jobs, in OpenTelemetry's terms for generative AI.</param>
/// <param name="Provider">The company that runs it, in the same terms.</param>
/// <param name="JobsPage">Where a person finds the jobs of the account, as a part of a sentence.</param>
/// <param name="TokenPage">Where a person finds the token, as a part of a sentence.</param>
internal sealed record ServiceNames(string Name, string Operation, string Provider, string JobsPage, string TokenPage);
