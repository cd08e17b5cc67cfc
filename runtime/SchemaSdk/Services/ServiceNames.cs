namespace SchemaSdk.Services;

/// <summary>The names of a service, for people and for telemetry.</summary>
/// <param name="Name">The service, such as <c>RunComfy</c>.</param>
/// <param name="Operation">The kind of a job in OpenTelemetry's words for generative AI.</param>
/// <param name="Provider">The one who runs it, in the same words.</param>
/// <param name="JobsPage">The place of the jobs of the account, for a person, as a part of a sentence.</param>
/// <param name="TokenPage">The place of the token, for a person, as a part of a sentence.</param>
internal sealed record ServiceNames(string Name, string Operation, string Provider, string JobsPage, string TokenPage);
