using SchemaSdk.Reliability.Tests.Faults.Matrix;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>A client of a service, and its clock.</summary>
internal sealed record SoakClient(MatrixService Service, ModelClient Client, TimeProvider Time) : IDisposable
{
    public ModelEndpoint<TextToVideoInput, TextToVideoOutput> Model => Service.EndpointOf(Client);

    public void Dispose() => Client.Dispose();
}
