using System.Text;
using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary>Texts.</summary>
static class Strings
{
    public static void Interpolated_numbers()
    {
        Given.Kept = $"{Given.Seven}-{Given.Three}";
    }

    public static void Interpolated_double()
    {
        Given.Kept = $"{Given.Half}";
    }

    public static void Literal_and_number_joined()
    {
        Given.Kept = "a" + Given.Seven;
    }

    public static void Literal_character_and_text_joined()
    {
        Given.Kept = "a" + 'c' + Given.Word;
    }

    public static void Five_texts_joined()
    {
        Given.Kept = string.Concat(Given.Word, Given.Word, Given.Word, Given.Word, Given.Word);
    }

    public static void Numbers_joined_by_a_character()
    {
        Given.Kept = string.Join(',', 1, 2, 3);
    }

    public static void Texts_joined_by_a_character()
    {
        Given.Kept = string.Join(',', "a", Given.Word, "c");
    }

    public static void Format_of_four()
    {
        Given.Kept = string.Format("{0}-{1}-{2}-{3}", Given.Word, Given.Word, Given.Word, Given.Word);
    }

    public static void Small_number_as_text()
    {
        Given.Kept = Given.Seven.ToString();
    }

    public static void Larger_number_as_text()
    {
        Given.Kept = (Given.Seven + 1_000).ToString();
    }

    public static void Double_as_text()
    {
        Given.Kept = Given.Half.ToString();
    }

    public static void Decimal_as_text()
    {
        Given.Kept = Given.Price.ToString();
    }

    public static void Guid_as_text()
    {
        Given.Kept = Guid.NewGuid().ToString();
    }

    public static void Time_as_text()
    {
        Given.Kept = DateTime.UtcNow.ToString("O");
    }

    public static void Number_formatted_into_a_span()
    {
        Span<char> text = stackalloc char[16];
        Given.Seven.TryFormat(text, out var written);
        Given.Sum += written;
    }

    public static void Substring()
    {
        Given.Kept = Given.Words.Substring(0, 4);
    }

    public static void Part_as_a_span()
    {
        Given.Sum += Given.Words.AsSpan(0, 4).Length;
    }

    public static void Character_replaced()
    {
        Given.Kept = Given.Words.Replace('a', 'z');
    }

    public static void Trim_of_what_has_no_blanks()
    {
        Given.Kept = Given.Words.Trim();
    }

    public static void Lower_case()
    {
        Given.Kept = "AbC".ToLowerInvariant();
    }

    public static void Lower_case_of_what_is_lower_case()
    {
        Given.Kept = Given.Word.ToLowerInvariant();
    }

    public static void Split()
    {
        Given.Kept = Given.Words.Split(' ');
    }

    public static void Split_of_a_span()
    {
        Span<Range> parts = stackalloc Range[12];
        Given.Sum += Given.Words.AsSpan().Split(parts, ' ');
    }

    public static void Compared_without_case()
    {
        Given.Sum += Given.Words.Equals("ABCD", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
    }

    public static void Contains()
    {
        Given.Sum += Given.Words.Contains("bcd", StringComparison.Ordinal) ? 1 : 0;
    }

    public static void Switch_over_texts()
    {
        Given.Sum += Given.Word switch { "aa" => 1, "bb" => 2, "cc" => 3, "dd" => 4, "ee" => 5, "ff" => 6, "gg" => 7, _ => 0 };
    }

    public static void Repeated_character()
    {
        Given.Kept = new string('x', 1_000);
    }

    public static void Text_made_in_place()
    {
        Given.Kept = string.Create(8, Given.Seven, static (text, seven) => text.Fill((char)('0' + seven)));
    }

    public static void Bytes_of_a_text()
    {
        Given.Kept = Encoding.UTF8.GetBytes(Given.Words);
    }

    public static void Literal_of_bytes()
    {
        Given.Sum += "abcd"u8.Length;
    }

    public static void New_StringBuilder()
    {
        Given.Kept = new StringBuilder();
    }

    public static void StringBuilder_of_a_hundred_words()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 100; i++)
            text.Append("hello");
        Given.Kept = text.ToString();
    }

    public static void StringBuilder_with_room_of_a_hundred_words()
    {
        var text = new StringBuilder(512);
        for (var i = 0; i < 100; i++)
            text.Append("hello");
        Given.Kept = text.ToString();
    }

    public static void Interpolated_into_a_StringBuilder()
    {
        var text = new StringBuilder(64);
        text.Append($"{Given.Seven}-{Given.Three}");
        Given.Sum += text.Length;
    }
}
