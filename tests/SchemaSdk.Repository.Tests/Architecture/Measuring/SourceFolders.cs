using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SchemaSdk.Repository.Tests.Architecture.Measuring;

/// <summary>Uses the symbols of an assembly to find the folder that contains each type's source.</summary>
internal sealed class SourceFolders(MetadataReader metadata, MetadataReader symbols, string project)
{
    // The compiler uses this kind of debug information to record the source files of types without code, such as interfaces and enums.
    private static readonly Guid TypeDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    /// <summary>
    /// Returns the folder of a type, relative to the project and with '/' as the separator; null if its source is not in the repository.
    /// </summary>
    internal string? Of(TypeDefinitionHandle type)
    {
        var documents = DocumentsOf(type).Select(Path).Where(path => path is not null).Distinct().ToList();
        return documents.Count switch
        {
            0 => null,
            1 => documents[0],
            _ => throw new InvalidOperationException(
                $"{metadata.GetString(metadata.GetTypeDefinition(type).Name)} is in the folders {string.Join(", ", documents)}."),
        };
    }

    private IEnumerable<DocumentHandle> DocumentsOf(TypeDefinitionHandle type)
    {
        foreach (var method in metadata.GetTypeDefinition(type).GetMethods())
        {
            var lines = symbols.GetMethodDebugInformation(method.ToDebugInformationHandle());
            if (!lines.Document.IsNil)
            {
                yield return lines.Document;
            }
            else if (!lines.SequencePointsBlob.IsNil)
            {
                foreach (var point in lines.GetSequencePoints())
                {
                    yield return point.Document;
                }
            }
        }

        foreach (var handle in symbols.GetCustomDebugInformation(type))
        {
            var information = symbols.GetCustomDebugInformation(handle);
            if (symbols.GetGuid(information.Kind) == TypeDocuments)
            {
                var blob = symbols.GetBlobReader(information.Value);
                while (blob.RemainingBytes > 0)
                {
                    yield return MetadataTokens.DocumentHandle(blob.ReadCompressedInteger());
                }
            }
        }
    }

    private string? Path(DocumentHandle document)
    {
        var path = symbols.GetString(symbols.GetDocument(document).Name).Replace('\\', '/');
        var start = path.LastIndexOf($"/{project}/", StringComparison.Ordinal);
        if (start < 0 || path.IndexOf("/obj/", start, StringComparison.Ordinal) >= 0)
        {
            return null;
        }

        var below = path[(start + project.Length + 2)..];
        return below[..Math.Max(0, below.LastIndexOf('/'))];
    }
}
