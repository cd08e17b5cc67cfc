namespace SchemaSdk.Files;

/// <summary>The body of a request that has files.</summary>
/// <remarks>
/// Only an input that has files makes one. So a program that sends none, published as native code, has no code that sends them.
/// </remarks>
internal interface IFilesBody
{
    ValueTask<HttpContent> OpenAsync(InputFiles files);
}
