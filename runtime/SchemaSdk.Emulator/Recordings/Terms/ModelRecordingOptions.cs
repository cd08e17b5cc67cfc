using System.Text.Json;
using SchemaSdk.Emulation.Recordings.Kept;

namespace SchemaSdk.Emulation;

/// <summary>
/// The options of a <see cref="ModelRecording"/>. The recording copies the options when it is opened, so later changes have no effect.
/// </summary>
public sealed class ModelRecordingOptions
{
    /// <summary>
    /// The most that one job may cost when it is recorded, in US dollars. Required for every mode except
    /// <see cref="RecordingMode.Replay"/>. A job that costs more, or whose price is unknown, is not sent.
    /// </summary>
    public decimal? MaxPriceUsd { get; set; }

    /// <summary>
    /// A function that takes a model id and an input, and returns the job's price in US dollars. If it is not set (the default) or returns
    /// null, the price is read from the service, as for <see cref="RunOptions.MaxPriceUsd"/>. If it returns a negative price, the job is
    /// not sent. Set the function for a service whose prices cannot be read. Several threads may call it at the same time.
    /// </summary>
    public Func<string, JsonElement, decimal?>? PriceUsd { get; set; }

    /// <summary>
    /// The members of inputs and outputs whose values are never written: JSON pointers such as <c>/user/email</c>, or names, which apply at
    /// any depth. When a recording is looked up by its input, these values are ignored. In an output, they are played as the string
    /// <c>[scrubbed]</c>, or as null if they were not strings. Default: none.
    /// </summary>
    /// <remarks>
    /// Tokens are always removed, and so are user names in addresses. The query of an address is removed if one of its parameters gives
    /// access, such as a signature or a key.
    /// </remarks>
    public IList<string> ScrubbedMembers { get; } = [];

    /// <summary>
    /// The size in bytes up to which a file of an output is written. For a larger file, only the hash, size and media type are
    /// recorded, and a sample of the same kind is played in its place. Default: 1 MiB; zero to write no files.
    /// </summary>
    public long MaxFileBytes { get; set; } = 1 << 20;

    /// <summary>
    /// The maximum total size of all recordings and files in the folder, in bytes. A job is not sent if less space than
    /// <see cref="MaxFileBytes"/> is left. Must be at least <see cref="MaxFileBytes"/>. Default: 256 MiB.
    /// </summary>
    public long MaxFolderBytes { get; set; } = 256L << 20;

    /// <summary>
    /// The factor by which the recorded times of a job are multiplied when the job is played. With 0, the default, a job has ended when it
    /// is first read. With 1, it takes as long as when it was recorded, so a program can see all recorded states.
    /// </summary>
    public double TimeScale { get; set; }

    /// <summary>The clock by which jobs are played and recorded. The default is the system clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// The handler that sends requests when jobs are recorded. By default (null), it is a <see cref="SocketsHttpHandler"/>. The handler is
    /// disposed with the recording, and is never called in the mode <see cref="RecordingMode.Replay"/>.
    /// </summary>
    public HttpMessageHandler? InnerHandler { get; set; }

    /// <summary>
    /// The protocol with which the jobs of a service of your own are played. The services in <see cref="EmulatedProtocols"/> need no
    /// setting. A protocol with the name of one of these services replaces the built-in protocol. The default is null.
    /// </summary>
    public EmulatedProtocol? Protocol { get; set; }

    internal ModelRecordingOptions CheckedCopy(RecordingMode mode, out IReadOnlyList<string> names)
    {
        if (!Enum.IsDefined(mode))
        {
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "The value is not a RecordingMode.");
        }

        if (mode != RecordingMode.Replay && MaxPriceUsd is null)
        {
            throw new ArgumentException(
                $"RecordingMode.{mode} sends jobs that cost money. Set ModelRecordingOptions.MaxPriceUsd to the most that a job may cost.");
        }

        if (MaxPriceUsd is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, 0, nameof(MaxPriceUsd));
        }

        if (!(TimeScale >= 0 && TimeScale <= 1000))
        {
            throw new ArgumentOutOfRangeException(nameof(TimeScale), TimeScale, "TimeScale must be from 0 to 1000.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFileBytes, 0, nameof(MaxFileBytes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxFileBytes, RecordingFolder.MostContentBytes, nameof(MaxFileBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFolderBytes, MaxFileBytes, nameof(MaxFolderBytes));
        ArgumentNullException.ThrowIfNull(TimeProvider, nameof(TimeProvider));
        names = [.. ScrubbedMembers];
        return (ModelRecordingOptions)MemberwiseClone();
    }
}
