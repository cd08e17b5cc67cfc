using System.Net;
using System.Text;

namespace SchemaSdk.Repository.Tests.Publishing.Surroundings;

/// <summary>A NuGet source that records what is pushed.</summary>
internal sealed class FakeFeed : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _answering;

    internal FakeFeed()
    {
        Address = $"http://127.0.0.1:{EmulatedCatalogue.FreePort()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _answering = AnswerAsync();
    }

    internal string Address { get; }

    /// <summary>The URL to push to that the source announces; null for its own.</summary>
    internal string? PushUrl { get; init; }

    internal bool TakesSymbols { get; init; } = true;

    internal int Status { get; set; } = 201;

    /// <summary>The method, path, key and file of each push.</summary>
    internal List<string> Pushed { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _answering;
    }

    private async Task AnswerAsync()
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

            await AnswerAsync(call);
            call.Response.Close();
        }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        if (call.Request.HttpMethod == "GET")
        {
            var url = PushUrl ?? Address;
            var symbols = TakesSymbols ? $$"""{"@id":"{{url}}symbols","@type":"SymbolPackagePublish/4.9.0"},""" : "";
            var index = $$"""
                {"version":"3.0.0","resources":[{{symbols}}
                  {"@id":"{{url}}package","@type":"PackagePublish/2.0.0"}]}
                """;
            await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(index));
            return;
        }

        using var body = new StreamReader(call.Request.InputStream, Encoding.Latin1);
        var name = (await body.ReadToEndAsync()).Split("filename=\"")[1].Split('"')[0];
        Pushed.Add($"{call.Request.HttpMethod} {call.Request.Url!.AbsolutePath} {call.Request.Headers["X-NuGet-ApiKey"]} {name}");
        call.Response.StatusCode = Status;
        await call.Response.OutputStream.WriteAsync("because\u001b[31m"u8.ToArray());
    }
}
