using System.Net.Http.Headers;
using SchemaSdk.Emulation;

namespace SchemaSdk.EndToEnd.Tests.Storing;

/// <summary>An emulated service with one model that takes only files as its input, and clients that call the service.</summary>
internal sealed class StorageBench : IAsyncDisposable
{
    private const string Schema = """
        { "type": "object", "properties": { "files": { "type": "array", "items": { "type": "string", "format": "uri" } } } }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly ModelService _service;
    private readonly HttpClient _http = new();
    private readonly List<FilesClient> _clients = [];
    private readonly List<string> _submitted = [];

    private StorageBench(string service)
    {
        (_service, var protocol) = service switch
        {
            "fal" => (ModelService.Fal, EmulatedProtocols.Fal),
            "Replicate" => (ModelService.Replicate, EmulatedProtocols.Replicate),
            _ => (ModelService.RunComfy, EmulatedProtocols.RunComfy),
        };
        var model = Directory.CreateDirectory(Path.Combine(_folder.Path, "schemas", "acme", "files")).FullName;
        File.WriteAllText(Path.Combine(model, "input.json"), Schema);
        File.WriteAllText(Path.Combine(model, "output.json"), """{"type":"object"}""");
        Emulator = ModelEmulator.FromFolder(Path.Combine(_folder.Path, "schemas"), new ModelEmulatorOptions
        {
            Protocol = protocol,
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.Zero,
            Outcome = submit =>
            {
                _submitted.AddRange(submit.Input.GetProperty("files").EnumerateArray().Select(static file => file.GetString()!));
                return EmulatedOutcome.Succeed;
            },
        });
    }

    public ModelEmulator Emulator { get; }

    /// <summary>The files of all inputs that were accepted.</summary>
    public IReadOnlyList<string> Submitted => _submitted;

    public static async Task<StorageBench> StartAsync(string service)
    {
        var bench = new StorageBench(service);
        await bench.Emulator.StartAsync();
        return bench;
    }

    public FilesClient Client(ModelLedger? ledger = null)
    {
        var options = new ModelClientOptions { BaseAddress = Emulator.Address, ApiToken = Emulator.Token, Ledger = ledger };
        options.Polling.Interval = TimeSpan.FromMilliseconds(20);
        _clients.Add(new FilesClient(_service, options));
        return _clients[^1];
    }

    public string PathOf(string name) => Path.Combine(_folder.Path, name);

    /// <summary>Returns the content of a submitted file, as the service has stored it.</summary>
    public async Task<byte[]> ReadAsync(string file)
    {
        if (file.StartsWith("data:", StringComparison.Ordinal))
        {
            return Convert.FromBase64String(file[(file.IndexOf(',', StringComparison.Ordinal) + 1)..]);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, _service == ModelService.Replicate ? $"{file}/download" : file);
        request.Headers.Authorization = AuthenticationHeaderValue.Parse($"Bearer {Emulator.Token}");
        using var response = await _http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        _http.Dispose();
        await Emulator.DisposeAsync();
        _folder.Dispose();
    }
}
