/** What a person may write with: files. */

export interface FileView {
  id: string;
  name: string;
  size: number;
  content_type: string;
  width: number | null;
  height: number | null;
  has_thumbnail: boolean;
  channel_id: string;
  user_id: string;
  created_at: string;
}
