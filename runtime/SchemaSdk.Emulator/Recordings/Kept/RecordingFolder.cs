using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Emulation.Recordings.Kept;

/// <summary>A folder with one file for each recording, and a subfolder with the contents of output files. Thread-safe.</summary>
internal sealed class RecordingFolder
{
    /// <summary>The size in bytes of the largest file content that is read or written.</summary>
    public const long MostContentBytes = 256 << 20;

    private const int MostRecordingBytes = 64 << 20;
    private const int MostRecordings = 100_000;
    private const string Contents = "files";

    private readonly ConcurrentDictionary<string, (Recording Recording, string File)> _recordings = new(StringComparer.Ordinal);
    private readonly object _writing = new();

    /// <summary>Reads the recordings in a folder, which may not exist yet.</summary>
    /// <exception cref="InvalidDataException">
    /// A file is not a recording or is too large, two files have the same model and input, or the folder has too many files.
    /// </exception>
    public RecordingFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        foreach (var file in FilesOf(Path))
        {
            Add(ReadFile(file), System.IO.Path.GetFileName(file));
        }
    }

    public string Path { get; }

    public IEnumerable<Recording> All => _recordings.Values.Select(static known => known.Recording);

    /// <summary>Returns the files of a folder that could be recordings, in the order of their names.</summary>
    /// <exception cref="InvalidDataException">The folder has too many files.</exception>
    public static IReadOnlyList<string> FilesOf(string folder)
    {
        var files = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Take(MostRecordings + 1).Order(StringComparer.Ordinal).ToList()
            : [];
        return files.Count <= MostRecordings ? files : throw new InvalidDataException(
            $"'{folder}' has more than 100,000 recordings. Delete some, or keep them in several folders.");
    }

    /// <exception cref="InvalidDataException">The file is not a recording, or is too large.</exception>
    public static Recording ReadFile(string file)
    {
        var name = System.IO.Path.GetFileName(file);
        var info = new FileInfo(file);
        try
        {
            if (info.LinkTarget is not null || info.Length is 0 or > MostRecordingBytes)
            {
                // Devices and pipes report no length, and reading them may never end.
                throw new InvalidDataException(info.LinkTarget is not null ? "it is a link"
                    : info.Length == 0 ? "it is empty, or is not a regular file" : "it is larger than 64 MiB");
            }

            return RecordingReader.Read(File.ReadAllBytes(file));
        }
        catch (InvalidDataException wrong)
        {
            throw new InvalidDataException(
                $"'{name}' is not a recording: {wrong.Message.TrimEnd('.')}. Restore the file, or delete it and record its job again.",
                wrong);
        }
    }

    public bool TryFind(string key, [NotNullWhen(true)] out Recording? recording)
    {
        recording = _recordings.GetValueOrDefault(key).Recording;
        return recording is not null;
    }

    public string FileOf(Recording recording) => _recordings[recording.Key].File;

    /// <summary>Returns the content of a file; null if the content was not written.</summary>
    /// <exception cref="InvalidDataException">The content differs from what was recorded.</exception>
    public byte[]? ContentOf(RecordedFile file)
    {
        if (file.Hash is not { } hash || new FileInfo(ContentPath(hash)) is not { Exists: true } kept)
        {
            return null;
        }

        return kept.LinkTarget is null && kept.Length <= MostContentBytes && ReadAll(kept) is var content
            && Convert.ToHexString(SHA256.HashData(content)).Equals(hash, StringComparison.OrdinalIgnoreCase)
                ? content
                : throw new InvalidDataException($"'{Contents}/{hash}' is not the recorded file. Restore it, or record the job again.");
    }

    public long CountBytes() => SizeOf(Path, "*.json") + SizeOf(System.IO.Path.Combine(Path, Contents), "*");

    /// <summary>Writes a recording and the contents of its files, and removes contents that only the replaced recording had.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="contents">The contents to write, by hash.</param>
    /// <param name="mostBytes">The maximum total size of the folder in bytes. Contents that do not fit are not written.</param>
    public void Write(Recording recording, IReadOnlyDictionary<string, byte[]> contents, long mostBytes)
    {
        lock (_writing)
        {
            var text = TextOf(recording);
            Directory.CreateDirectory(Path);
            var left = mostBytes - CountBytes();
            foreach (var (hash, content) in contents)
            {
                var more = File.Exists(ContentPath(hash)) ? 0 : content.Length;
                if (more <= left)
                {
                    Directory.CreateDirectory(System.IO.Path.Combine(Path, Contents));
                    ProtectContents();
                    Replace(ContentPath(hash), content);
                    left -= more;
                }
            }

            var old = _recordings.GetValueOrDefault(recording.Key);
            var name = old.File ?? FreeName(recording);
            Replace(System.IO.Path.Combine(Path, name), text);
            _recordings[recording.Key] = (recording, name);
            var used = All.SelectMany(static known => known.Files).Select(static file => file.Hash);

            foreach (var hash in (old.Recording?.Files ?? []).Select(static file => file.Hash).Except(used).OfType<string>())
            {
                // The content may never have been written, and File.Delete throws if the folder is missing.
                if (File.Exists(ContentPath(hash)))
                {
                    File.Delete(ContentPath(hash));
                }
            }
        }
    }

    private static byte[] TextOf(Recording recording)
    {
        var text = RecordingWriter.Write(recording, isIndented: true);
        text = text.Length <= MostRecordingBytes ? text : RecordingWriter.Write(recording, isIndented: false);
        return text.Length <= MostRecordingBytes ? text : throw new InvalidDataException(string.Create(
            CultureInfo.InvariantCulture, $"the recording would be {text.Length:N0} bytes long, but must not exceed 64 MiB."));
    }

    // A recording whose input was edited by hand may already have this name. The comparison ignores case, because some file
    // systems do so.
    private string FreeName(Recording recording)
    {
        var name = recording.FileName;
        for (var number = 2; _recordings.Values.Any(known => known.File.Equals(name, StringComparison.OrdinalIgnoreCase)); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{recording.FileName[..^5]}-{number}.json");
        }

        return name;
    }

    // A hash has only hexadecimal digits, so the path cannot point to another folder.
    private string ContentPath(string hash) => RecordedFile.IsHash(hash)
        ? System.IO.Path.Combine(Path, Contents, hash)
        : throw new ArgumentException("The text is not a hash.", nameof(hash));

    private static long SizeOf(string folder, string pattern) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles(pattern).Sum(LengthOf) : 0;

    // A pipe has no length, and reading it may never end.
    private static byte[] ReadAll(FileInfo file) => file.Length == 0 ? [] : File.ReadAllBytes(file.FullName);

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            // Another process has removed the file since it was listed.
            return 0;
        }
    }

    private void Add(Recording recording, string file)
    {
        if (!_recordings.TryAdd(recording.Key, (recording, file)))
        {
            throw new InvalidDataException(
                $"'{file}' and '{FileOf(recording)}' in '{Path}' have the same model and input. Delete one of them.");
        }
    }

    // Git can change the line endings of text files, and the hash of a file would then be wrong.
    private void ProtectContents()
    {
        var attributes = System.IO.Path.Combine(Path, ".gitattributes");
        if (!File.Exists(attributes))
        {
            Replace(attributes, Encoding.UTF8.GetBytes($"{Contents}/* -text\n"));
        }
    }

    // A reader sees the whole old file or the whole new file, never only a part.
    private static void Replace(string path, byte[] content)
    {
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            File.WriteAllBytes(part, content);
            File.Move(part, path, overwrite: true);
        }
        catch
        {
            // Rethrows any exception after deleting the partly written file.
            File.Delete(part);
            throw;
        }
    }
}
