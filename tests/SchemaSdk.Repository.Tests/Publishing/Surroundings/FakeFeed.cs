using System.Net;
using System.Text;

namespace SchemaSdk.Repository.Tests.Publishing.Surroundings;

/// <summary>A NuGet source that keeps what is sent, by its protocol, and refuses what it has.</summary>
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

    /// <summary>The address that the source says packages are sent to; its own unless a test says otherwise.</summary>
    internal string? Place { get; init; }

    internal bool TakesSymbols { get; init; } = true;

    /// <summary>The status of each answer to a package.</summary>
    internal int Status { get; set; } = 201;

    /// <summary>The path, the key and the file of each package that came.</summary>
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
            var place = Place ?? Address;
            var symbols = TakesSymbols ? $$"""{"@id":"{{place}}symbols","@type":"SymbolPackagePublish/4.9.0"},""" : "";
            var index = $$"""
                {"version":"3.0.0","resources":[{{symbols}}
                  {"@id":"{{place}}package","@type":"PackagePublish/2.0.0"}]}
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
