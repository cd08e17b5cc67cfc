using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SchemaSdk.Emulation.Models;

/// <summary>Reads JSON text as NJsonSchema wants it, with every value as it is written.</summary>
internal static class JTokenText
{
    public static JToken Read(string text)
    {
        // A date stays a string: parsed, it would no longer be one for the validator.
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = 128 };
        return JToken.ReadFrom(reader, new JsonLoadSettings { LineInfoHandling = LineInfoHandling.Load });
    }
}
