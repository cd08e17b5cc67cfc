using System.Runtime.CompilerServices;

namespace SchemaSdk.Files;

/// <summary>The state that all files from one stream share. A stream has one position, so only one file is read at a time.</summary>
internal sealed class SharedStream
{
    private static readonly ConditionalWeakTable<Stream, SharedStream> All = [];

    /// <summary>Held while the stream is read.</summary>
    internal SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>The first bytes of a stream that cannot be rewound; null until they are read.</summary>
    internal ReadOnlyMemory<byte>? Head { get; set; }

    /// <summary>True if more than <see cref="Head"/> was read from a stream that cannot be rewound.</summary>
    internal bool IsSpent { get; set; }

    internal static SharedStream Of(Stream stream) => All.GetValue(stream, static _ => new SharedStream());

    internal FileProblemException Spent() =>
        new(FileRules.Once, "which cannot be rewound and was already sent; to submit it more than once, use a path or bytes");
}
