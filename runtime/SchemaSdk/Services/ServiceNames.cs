namespace SchemaSdk.Services;

/// <summary>The names that a service has in messages and in telemetry.</summary>
/// <param name="Name">The service, such as <c>RunComfy</c>.</param>
/// <param name="Operation">The value of OpenTelemetry's <c>gen_ai.operation.name</c>.</param>
/// <param name="Provider">The value of OpenTelemetry's <c>gen_ai.provider.name</c>.</param>
/// <param name="JobsPage">Where users find the jobs of their account, as a part of a sentence.</param>
/// <param name="TokenPage">Where users find their token, as a part of a sentence.</param>
internal sealed record ServiceNames(string Name, string Operation, string Provider, string JobsPage, string TokenPage);
