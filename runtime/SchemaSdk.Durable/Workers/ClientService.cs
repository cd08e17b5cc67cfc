using SchemaSdk.Services;

namespace SchemaSdk.Durable.Workers;

/// <summary>The service that a client calls, for the packages that receive its callbacks.</summary>
internal static class ClientService
{
    internal static ServiceProfile Of(ModelClient client) => client.Parts.Line.Settings.Service;
}
