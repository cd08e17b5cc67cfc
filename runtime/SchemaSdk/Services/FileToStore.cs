namespace SchemaSdk.Services;

/// <summary>A file of an input that is to be stored at the service.</summary>
/// <param name="Name">A neutral file name, such as <c>file.png</c>, so that names on this machine stay private.</param>
/// <param name="MediaType">The media type, such as <c>image/png</c>.</param>
/// <param name="Length">The number of bytes; null for a stream whose length is not known.</param>
public sealed record FileToStore(string Name, string MediaType, long? Length);
