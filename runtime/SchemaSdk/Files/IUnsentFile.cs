using System.Text.Json;

namespace SchemaSdk.Files;

/// <summary>A file of which the content is sent with the input, as a <see cref="ModelFile"/> sees it.</summary>
/// <remarks>
/// Code that asks whether an object is of a class keeps the class in a native program, and one that asks for an interface keeps only the
/// classes that are made. So a program that sends no content has no code for it.
/// </remarks>
internal interface IUnsentFile
{
    /// <summary>Writes a placeholder into an input that is sent, and what it is where a value is printed; never its content.</summary>
    /// <exception cref="JsonException">It is written anywhere else.</exception>
    void Write(Utf8JsonWriter writer);
}
