using SchemaSdk.Reliability.Tests.Faults.Matrix;
using SchemaSdk.RunComfy.Models.Kling.KlingVideoO3.Pro;

namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>A client for a service, and the client's clock.</summary>
internal sealed record SoakClient(MatrixService Service, ModelClient Client, TimeProvider Time) : IDisposable
{
    public ModelEndpoint<ReferenceToVideoInput, ReferenceToVideoOutput> Model => Service.EndpointOf(Client);

    public void Dispose() => Client.Dispose();
}
