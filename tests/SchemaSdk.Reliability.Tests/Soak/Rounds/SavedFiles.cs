namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>
/// Saves the files of many jobs. Two clients save them in one folder at the same time, while a tenth of all answers are wrong. Every file
/// has the same name.
/// </summary>
internal sealed class SavedFiles : IDisposable
{
    /// <summary>The number of files that are saved in a round. It is small, because each save tries all names until one is free.</summary>
    private const int Most = 128;

    private readonly string _folder = Directory.CreateTempSubdirectory("schemasdk-soak-").FullName;
    private readonly List<(ModelFile File, string Path)> _saved = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public async Task SaveAsync(IReadOnlyList<ModelClient> clients, IEnumerable<ModelFile> files) => await Parallel.ForEachAsync(
        files.Take(Most).Select((file, index) => (File: file, Client: clients[index % clients.Count])),
        new ParallelOptions { MaxDegreeOfParallelism = Round.SubmitsAtOnce },
        async (one, _) =>
        {
            for (string? path = null; path is null;)
            {
                try
                {
                    path = await one.Client.DownloadAsync(one.File, _folder);
                    lock (_saved)
                    {
                        _saved.Add((one.File, path));
                    }
                }
                catch (ModelDownloadException)
                {
                    // Retries, as an application does.
                }
            }
        });

    public async Task<IReadOnlyList<string>> BrokenAsync(ModelClient service)
    {
        List<string> broken = [];
        var names = Directory.GetFileSystemEntries(_folder);
        if (names.Length != _saved.Count || _saved.DistinctBy(static one => one.Path).Count() != _saved.Count)
        {
            broken.Add(
                $"{_saved.Count} downloads left {names.Length} files under {_saved.DistinctBy(static one => one.Path).Count()} names");
        }

        foreach (var (file, path) in _saved.DistinctBy(static one => one.Path))
        {
            using var truth = new MemoryStream();
            await service.DownloadAsync(file, truth);
            var saved = await File.ReadAllBytesAsync(path);
            if (!saved.AsSpan().SequenceEqual(truth.ToArray()))
            {
                broken.Add($"{path} is not {file}");
            }
        }

        return broken;
    }
}
