using SchemaSdk.Services;

namespace SchemaSdk.Pipeline.Http;

/// <summary>A request of a service's file storage, with its body for one attempt.</summary>
// HasToken: false for an address that came with an answer. File: the same object in all requests of one file.
internal sealed record StorageCall(StorageRequest Request, HttpContent? Content, bool HasToken, FileToStore File);
