namespace SchemaSdk.Tests.Uploads;

/// <summary>A service that records the bodies of submits, and a folder for files.</summary>
internal sealed class UploadStage : IDisposable
{
    private readonly Lazy<string> _folder = new(() => Directory.CreateTempSubdirectory("schemasdk-").FullName);

    public UploadStage(params Step[] answers)
    {
        Stage.Script.Submit.Does([.. answers.Length == 0 ? [Recording(Steps.Accepted)] : answers.Select(Recording)]);
        Model = new Lazy<FilesModel>(() => new FilesModel(Stage.Client));
    }

    public Stage Stage { get; } = new();

    public Step Accepts => Recording(Steps.Accepted);

    public ModelClientOptions Options => Stage.Options;

    public Lazy<FilesModel> Model { get; }

    /// <summary>Each body that was sent completely.</summary>
    public List<string> Bodies { get; } = [];

    /// <summary>The announced length of each body.</summary>
    public List<long?> Lengths { get; } = [];

    /// <summary>The number of bytes received, including bytes in incomplete bodies.</summary>
    public long Received { get; private set; }

    public Task SubmitAsync(params ModelFile[] files) => Soon.Async(Model.Value.SubmitAsync(files));

    /// <summary>Asserts that the input is rejected and that no body was sent completely.</summary>
    public async Task<(ModelInputException Exception, ValidationError Error)> RefusedAsync(params ModelFile[] files)
    {
        var exception = await Soon.Throws<ModelInputException>(Model.Value.SubmitAsync(files));
        Assert.Empty(Bodies);
        Assert.Contains("acme/files", exception.Message, StringComparison.Ordinal);
        var error = Assert.Single(exception.Errors);
        Assert.Contains(error.Message, exception.Message, StringComparison.Ordinal);
        return (exception, error);
    }

    public string[] Files(int body = 0)
    {
        using var json = JsonDocument.Parse(Bodies[body]);
        Assert.Equal("a cat", json.RootElement.GetProperty("prompt").GetString());
        return [.. json.RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetString()!)];
    }

    public string Path(string name) => System.IO.Path.Combine(_folder.Value, name);

    public string File(string name, byte[] content)
    {
        var path = Path(name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose()
    {
        Stage.Dispose();
        if (_folder.IsValueCreated)
        {
            Directory.Delete(_folder.Value, recursive: true);
        }
    }

    private Step Recording(Step then) => async (request, cancellation) =>
    {
        lock (Bodies)
        {
            Lengths.Add(request.Content!.Headers.ContentLength);
        }

        var body = new MemoryStream();
        try
        {
            await request.Content!.CopyToAsync(body, cancellation);
        }
        finally
        {
            Received += body.Length;
        }

        lock (Bodies)
        {
            Bodies.Add(Encoding.UTF8.GetString(body.ToArray()));
        }

        request.Content = null;
        return await then(request, cancellation);
    };
}
