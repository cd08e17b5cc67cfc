using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SchemaSdk.Emulation.Recordings.Kept;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk.Emulation.Recordings.Inputs;

/// <summary>
/// The hashes of files whose addresses differ from run to run: uploaded files, and output files that become inputs. Thread-safe.
/// </summary>
internal sealed class KnownFiles
{
    private readonly ConcurrentDictionary<string, string> _hashes = new(StringComparer.Ordinal);
    // The addresses of files in the outputs of played recordings. The service cannot read these files.
    private readonly ConcurrentDictionary<string, bool> _played = new(StringComparer.Ordinal);
    // The hashes of the samples that were played instead of output files.
    private readonly ConcurrentDictionary<string, bool> _samples = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<FileToStore, Upload> _uploads = new(ReferenceEqualityComparer.Instance);

    public string? HashOf(string address) => _hashes.GetValueOrDefault(address);

    /// <summary>Returns the hash of a file: its SHA-256 in lower-case hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant();

    /// <summary>
    /// Returns the hash that stands for an output's file in inputs. If the file could not be read, hashes the recording's key and the
    /// file's name. The hash is then the same in every run, so the recording of an input with the file can be found.
    /// </summary>
    public static string HashOf(RecordedFile file, string key) => file.Hash ?? HashOf(Encoding.UTF8.GetBytes($"{key}/{file.Name}"));

    public void Add(string address, string hash) => _hashes[address] = hash;

    public bool IsSample(string hash) => _samples.ContainsKey(hash);

    public void AddSample(string hash) => _samples[hash] = true;

    public bool IsPlayed(string address) => _played.ContainsKey(address);

    /// <summary>Adds the address of a file in the output of a played recording.</summary>
    /// <param name="address">The address.</param>
    /// <param name="hash">The hash of the file.</param>
    public void AddPlayed(string address, string hash)
    {
        _played[address] = true;
        Add(address, hash);
    }

    /// <summary>Remembers an uploaded file. Its address is in the first answer of the upload, and its content is in the requests.</summary>
    /// <param name="service">The service.</param>
    /// <param name="call">One request of the upload.</param>
    /// <param name="sent">The body of the request.</param>
    /// <param name="answered">The body of the answer, which had a success status.</param>
    public void Learn(ServiceProfile service, StorageCall call, ReadOnlyMemory<byte> sent, ReadOnlyMemory<byte> answered)
    {
        if (service.Storage is not { } storage)
        {
            return;
        }

        if (call.HasToken && storage.ReadPlan(call.File, answered) is { } plan)
        {
            _uploads[call.File] = new Upload(plan.FileAddress);
        }

        // An empty Request.Body means that the request sends the file or a part of it.
        if (call.Request.Body.IsEmpty && _uploads.TryGetValue(call.File, out var upload))
        {
            var (before, after) = (call.Request.Form?.Before.Length ?? 0, call.Request.Form?.After.Length ?? 0);
            _hashes[upload.Address] = upload.Add(call.Request.Address, sent[before..(sent.Length - after)].Span);
        }
    }

    private sealed class Upload(string address)
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly HashSet<Uri> _parts = [];

        public string Address => address;

        /// <summary>Adds a part unless it was added before, and returns the hash of all parts so far.</summary>
        public string Add(Uri part, ReadOnlySpan<byte> content)
        {
            lock (_parts)
            {
                if (_parts.Add(part))
                {
                    _hash.AppendData(content);
                }

                return Convert.ToHexString(_hash.GetCurrentHash()).ToLowerInvariant();
            }
        }
    }
}
