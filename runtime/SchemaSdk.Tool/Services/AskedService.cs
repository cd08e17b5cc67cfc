using SchemaSdk.Services;

namespace SchemaSdk.Tool.Services;

/// <summary>What the command line says about the service.</summary>
/// <param name="Profile">The service of <c>--service</c>; null if it was not given.</param>
/// <param name="Address">The address of <c>--address</c>; null if it was not given.</param>
internal sealed record AskedService(ServiceProfile? Profile, Uri? Address);
