using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SchemaSdk.Repository.Tests.Publishing.Surroundings;

/// <summary>A service that answers everything with one body that the emulator would not return.</summary>
internal sealed class OtherService : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _answering;

    internal OtherService(int port, string body)
    {
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _answering = AnswerAsync(Encoding.UTF8.GetBytes(body));
    }

    internal static string CatalogueOf(IEnumerable<string> ids)
    {
        var entries = ids
            .Select(id => (JsonNode)new JsonObject
            {
                ["model_id"] = id,
                ["input_schema"] = JsonNode.Parse(EmulatedCatalogue.SchemaWith("prompt")),
            })
            .ToArray();
        return new JsonObject { ["models"] = new JsonArray(entries), ["total"] = entries.Length }.ToJsonString();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _answering;
    }

    private async Task AnswerAsync(byte[] body)
    {
        while (true)
        {
            HttpListenerContext call;
            try
            {
                call = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;   // The test is over.
            }

            call.Response.ContentType = "application/json";
            await call.Response.OutputStream.WriteAsync(body);
            call.Response.Close();
        }
    }
}
